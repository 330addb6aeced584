"""What a browser can do and no page of the platform asks for."""

NOT_ASKED_FOR = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture"),
    *("encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer"),
    *("microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial"),
    *("usb", "xr-spatial-tracking"),
)
"""Names of the header Permissions-Policy; whoever puts a page of ours into a frame gets none of it either."""
