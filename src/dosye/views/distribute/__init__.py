"""Reading spread over processes or a Ray cluster; the outcome is the same for any number of them."""

from dosye.views.distribute.pool import read_items
from dosye.views.distribute.task import Item, Kept, Outcome, Settings, read_item

__all__ = ["Item", "Kept", "Outcome", "Settings", "read_item", "read_items"]
