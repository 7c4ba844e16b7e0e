"""Windows: half-open periods in a time zone, and the periods they are compared with.

calendars  where weeks and fiscal years begin
windows    a period, its neighbours, its names
reading    periods as people write them
"""

from flows.window.calendars import Calendar, FiscalYears, week_start
from flows.window.reading import between, parse
from flows.window.windows import Kind, Window

__all__ = ["Calendar", "FiscalYears", "Kind", "Window", "between", "parse", "week_start"]
