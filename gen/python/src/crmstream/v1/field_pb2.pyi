from crmstream.v1 import alteration_pb2 as _alteration_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FieldType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FIELD_TYPE_UNSPECIFIED: _ClassVar[FieldType]
    FIELD_TYPE_TEXT: _ClassVar[FieldType]
    FIELD_TYPE_FLAG: _ClassVar[FieldType]
    FIELD_TYPE_INTEGER: _ClassVar[FieldType]
    FIELD_TYPE_DECIMAL: _ClassVar[FieldType]
    FIELD_TYPE_DATE: _ClassVar[FieldType]
    FIELD_TYPE_DATE_TIME: _ClassVar[FieldType]
    FIELD_TYPE_TIME: _ClassVar[FieldType]
    FIELD_TYPE_OPTION: _ClassVar[FieldType]
    FIELD_TYPE_OPTIONS: _ClassVar[FieldType]
    FIELD_TYPE_FILES: _ClassVar[FieldType]
    FIELD_TYPE_POINT: _ClassVar[FieldType]
    FIELD_TYPE_RANGE: _ClassVar[FieldType]
    FIELD_TYPE_REFERENCES: _ClassVar[FieldType]
FIELD_TYPE_UNSPECIFIED: FieldType
FIELD_TYPE_TEXT: FieldType
FIELD_TYPE_FLAG: FieldType
FIELD_TYPE_INTEGER: FieldType
FIELD_TYPE_DECIMAL: FieldType
FIELD_TYPE_DATE: FieldType
FIELD_TYPE_DATE_TIME: FieldType
FIELD_TYPE_TIME: FieldType
FIELD_TYPE_OPTION: FieldType
FIELD_TYPE_OPTIONS: FieldType
FIELD_TYPE_FILES: FieldType
FIELD_TYPE_POINT: FieldType
FIELD_TYPE_RANGE: FieldType
FIELD_TYPE_REFERENCES: FieldType

class Field(_message.Message):
    __slots__ = ("key", "type_id", "name", "type", "upstream_type", "unit", "options", "options_on_demand", "parent_key", "group_id", "group_name", "position", "hidden", "stage_ids", "price", "role", "deleted", "raw", "raw_replaced", "alterations")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_TYPE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_ON_DEMAND_FIELD_NUMBER: _ClassVar[int]
    PARENT_KEY_FIELD_NUMBER: _ClassVar[int]
    GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    GROUP_NAME_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    STAGE_IDS_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    key: str
    type_id: str
    name: str
    type: FieldType
    upstream_type: str
    unit: str
    options: _containers.RepeatedCompositeFieldContainer[FieldOption]
    options_on_demand: bool
    parent_key: str
    group_id: str
    group_name: str
    position: int
    hidden: bool
    stage_ids: _containers.RepeatedScalarFieldContainer[str]
    price: bool
    role: str
    deleted: bool
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, key: _Optional[str] = ..., type_id: _Optional[str] = ..., name: _Optional[str] = ..., type: _Optional[_Union[FieldType, str]] = ..., upstream_type: _Optional[str] = ..., unit: _Optional[str] = ..., options: _Optional[_Iterable[_Union[FieldOption, _Mapping]]] = ..., options_on_demand: _Optional[bool] = ..., parent_key: _Optional[str] = ..., group_id: _Optional[str] = ..., group_name: _Optional[str] = ..., position: _Optional[int] = ..., hidden: _Optional[bool] = ..., stage_ids: _Optional[_Iterable[str]] = ..., price: _Optional[bool] = ..., role: _Optional[str] = ..., deleted: _Optional[bool] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class FieldOption(_message.Message):
    __slots__ = ("id", "text", "parent_option_id", "default", "color", "position", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    PARENT_OPTION_ID_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_FIELD_NUMBER: _ClassVar[int]
    COLOR_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    parent_option_id: str
    default: bool
    color: str
    position: int
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., parent_option_id: _Optional[str] = ..., default: _Optional[bool] = ..., color: _Optional[str] = ..., position: _Optional[int] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...
