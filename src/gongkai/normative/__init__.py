"""Documents that govern: rules and normative documents from draft to repeal, their interpretation, clean-up."""
