"""One reader for each kind of source: files, web pages, records, feeds.

They yield Articles and Problems. A reader never raises for what is in a source: whatever is wrong
becomes one Problem that names the file and the remedy, and the rest is read.
"""

from index.sources.files import is_feed, read_sources, total_bytes

__all__ = ["is_feed", "read_sources", "total_bytes"]
