"""What every part of a computed result is: a frozen record, built from checked parts without checking them again."""

from typing import Any

from readiness.model.base import Strictly


class Result(Strictly):
    """A part of an assessment, built by this program from checked parts.

    Building one does not validate again, which spares every run the making of thirty validators; reading one
    back (`model_validate`, `model_validate_json`) validates in full, and so do the tests.
    """

    def __init__(self, **values: Any) -> None:
        put = object.__setattr__
        fields = type(self).model_fields
        put(self, "__dict__", {name: values.get(name, field.default) for name, field in fields.items()})
        put(self, "__pydantic_fields_set__", set(values))
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)

    # Pydantic's own mark of an `__init__` that it need not call when it validates.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]  # functions take any attribute
