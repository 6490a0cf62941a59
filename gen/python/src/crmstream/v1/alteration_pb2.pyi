from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AlterationKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALTERATION_KIND_UNSPECIFIED: _ClassVar[AlterationKind]
    ALTERATION_KIND_UNREADABLE: _ClassVar[AlterationKind]
    ALTERATION_KIND_INVALID_UTF8: _ClassVar[AlterationKind]
    ALTERATION_KIND_LONE_SURROGATE: _ClassVar[AlterationKind]
    ALTERATION_KIND_DUPLICATE_KEY: _ClassVar[AlterationKind]
    ALTERATION_KIND_DUPLICATE_FIELD: _ClassVar[AlterationKind]
    ALTERATION_KIND_HIDDEN_ALIAS: _ClassVar[AlterationKind]
    ALTERATION_KIND_TIME_CUT: _ClassVar[AlterationKind]
ALTERATION_KIND_UNSPECIFIED: AlterationKind
ALTERATION_KIND_UNREADABLE: AlterationKind
ALTERATION_KIND_INVALID_UTF8: AlterationKind
ALTERATION_KIND_LONE_SURROGATE: AlterationKind
ALTERATION_KIND_DUPLICATE_KEY: AlterationKind
ALTERATION_KIND_DUPLICATE_FIELD: AlterationKind
ALTERATION_KIND_HIDDEN_ALIAS: AlterationKind
ALTERATION_KIND_TIME_CUT: AlterationKind

class Alteration(_message.Message):
    __slots__ = ("field", "kind", "raw_text")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RAW_TEXT_FIELD_NUMBER: _ClassVar[int]
    field: str
    kind: AlterationKind
    raw_text: str
    def __init__(self, field: _Optional[str] = ..., kind: _Optional[_Union[AlterationKind, str]] = ..., raw_text: _Optional[str] = ...) -> None: ...
