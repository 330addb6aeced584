"""邮件订阅: asking for mail, confirming it from the mailbox, leaving."""
