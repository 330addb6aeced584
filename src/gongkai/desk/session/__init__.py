"""The door of the desk: login, second factor, password, own sessions, 统一身份认证."""
