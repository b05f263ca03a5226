"""A Parquet file that grows by columns of plain values, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pyarrow as pa

ColumnType = Literal["text", "number", "count", "truth", "long"]
"""`count` is a whole number of 32 bits, `long` one of 64."""
Columns = Mapping[str, Sequence[object]]
_GROUP = 16_384
"""As many rows are gathered before they are written."""


class ParquetRows:
    """What is open for writing. Every column is given each time, in equal length."""

    def __init__(self, path: Path, types: Mapping[str, ColumnType]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema([pa.field(name, _arrow(kind)) for name, kind in types.items()])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def add(self, columns: Columns) -> None:
        import pyarrow as pa

        arrays = [pa.array(columns[field.name], type=field.type) for field in self._schema]
        self._waiting.append(pa.record_batch(arrays, schema=self._schema))
        self._rows += len(arrays[0])
        if self._rows >= _GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting).combine_chunks())
        self._waiting, self._rows = [], 0

    def finish(self) -> None:
        """Write what is left and close."""
        self._write()
        self._writer.close()

    def abandon(self) -> None:
        """Close without caring what is in it."""
        with suppress(OSError):  # a full disk says so a second time
            self._writer.close()


@contextmanager
def parquet_rows(path: Path, types: Mapping[str, ColumnType]) -> Iterator[ParquetRows]:
    """A file to add to; it is whole when the block is left, and removed where the block is left by an exception."""
    rows = ParquetRows(path, types)
    try:
        yield rows
        rows.finish()
    except BaseException:
        rows.abandon()
        path.unlink(missing_ok=True)
        raise


def _arrow(kind: ColumnType) -> pa.DataType:
    import pyarrow as pa

    match kind:
        case "text":
            return pa.string()
        case "number":
            return pa.float64()
        case "count":
            return pa.int32()
        case "truth":
            return pa.bool_()
        case "long":
            return pa.int64()
