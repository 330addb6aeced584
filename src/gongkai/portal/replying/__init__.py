"""提出意见: whoever was asked about disclosing what concerns them answers by number and reply code."""
