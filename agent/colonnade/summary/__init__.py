"""The week as one document. Pure: from what was seen to a record, and from the record to text."""
