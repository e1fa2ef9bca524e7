"""Uploads, held in memory up to a bound and nowhere else."""

from io import BytesIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from lurewatch.web.setup import UPLOAD


class Held(FileUploadHandler):
    """Takes one file; a larger one ends the request before it has all been read."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes a piece of the file."""
        if start == 0:
            self._pieces = BytesIO()
        if start + len(raw_data) > UPLOAD:
            raise RequestDataTooBig(f"a file has {UPLOAD >> 20} MiB at most")
        self._pieces.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The whole file."""
        pieces = self._pieces if file_size else BytesIO()
        pieces.seek(0)
        name, kind = self.file_name or "a file", self.content_type or ""
        return InMemoryUploadedFile(pieces, self.field_name, name, kind, file_size, self.charset)
