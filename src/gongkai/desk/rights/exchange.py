"""The rows of the table of rights for the exchange with other systems."""

from gongkai.desk.rights.right import Right, anywhere
from gongkai.exchange.access import ENDERS, KEEPERS, READERS, SENDERS

EXCHANGE: dict[str, Right] = {
    "exchange": anywhere(READERS),
    "exchange_system_new": anywhere(KEEPERS),
    "exchange_system": anywhere(READERS),
    "exchange_system_do": anywhere(ENDERS),
    "exchange_webhook_new": anywhere(KEEPERS),
    "exchange_webhook": anywhere(READERS),
    "exchange_webhook_do": anywhere(ENDERS),
    "exchange_message": anywhere(READERS),
    "exchange_message_again": anywhere(SENDERS),
}
