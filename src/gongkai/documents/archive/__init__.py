"""The file of one case as one archive (一案一档): everything in a ZIP that anybody can check without this program."""
