"""How a process begins that helps to write files. Nothing is imported here that needs Django to be set up."""

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

import django


def begin() -> None:
    """Get ready. It ends with the process that it helps, however that ends: nobody else would tell it to."""
    django.setup()
    Thread(target=_end_with_the_other, daemon=True).start()


def _end_with_the_other() -> None:
    helped = parent_process()
    if helped is not None:
        wait([helped.sentinel])
        os._exit(1)
