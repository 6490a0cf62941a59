import datetime

from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import calls_pb2 as _calls_pb2
from crmstream.v1 import deals_pb2 as _deals_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CrmTaskRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CRM_TASK_ROLE_UNSPECIFIED: _ClassVar[CrmTaskRole]
    CRM_TASK_ROLE_DIRECTOR: _ClassVar[CrmTaskRole]
    CRM_TASK_ROLE_EXECUTIVE: _ClassVar[CrmTaskRole]
    CRM_TASK_ROLE_CO_EXECUTIVE: _ClassVar[CrmTaskRole]
CRM_TASK_ROLE_UNSPECIFIED: CrmTaskRole
CRM_TASK_ROLE_DIRECTOR: CrmTaskRole
CRM_TASK_ROLE_EXECUTIVE: CrmTaskRole
CRM_TASK_ROLE_CO_EXECUTIVE: CrmTaskRole

class DealSnapshot(_message.Message):
    __slots__ = ("deal", "comment", "price", "contact_first_name", "contact_last_name", "contact_patronymic", "contact_email", "alterations")
    DEAL_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIRST_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTACT_LAST_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTACT_PATRONYMIC_FIELD_NUMBER: _ClassVar[int]
    CONTACT_EMAIL_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    deal: _deals_pb2.Deal
    comment: str
    price: str
    contact_first_name: str
    contact_last_name: str
    contact_patronymic: str
    contact_email: str
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, deal: _Optional[_Union[_deals_pb2.Deal, _Mapping]] = ..., comment: _Optional[str] = ..., price: _Optional[str] = ..., contact_first_name: _Optional[str] = ..., contact_last_name: _Optional[str] = ..., contact_patronymic: _Optional[str] = ..., contact_email: _Optional[str] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class CallSnapshot(_message.Message):
    __slots__ = ("call", "caller_type", "caller_party_id", "callee_type", "callee_id", "unique_id", "scenario_id", "cost", "caller_id", "login", "recording_path", "downloaded", "voice_message", "fax", "fax_status", "payload", "from_api", "cached", "download_url", "play_url", "alterations")
    CALL_FIELD_NUMBER: _ClassVar[int]
    CALLER_TYPE_FIELD_NUMBER: _ClassVar[int]
    CALLER_PARTY_ID_FIELD_NUMBER: _ClassVar[int]
    CALLEE_TYPE_FIELD_NUMBER: _ClassVar[int]
    CALLEE_ID_FIELD_NUMBER: _ClassVar[int]
    UNIQUE_ID_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_ID_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    CALLER_ID_FIELD_NUMBER: _ClassVar[int]
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    RECORDING_PATH_FIELD_NUMBER: _ClassVar[int]
    DOWNLOADED_FIELD_NUMBER: _ClassVar[int]
    VOICE_MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FAX_FIELD_NUMBER: _ClassVar[int]
    FAX_STATUS_FIELD_NUMBER: _ClassVar[int]
    PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    FROM_API_FIELD_NUMBER: _ClassVar[int]
    CACHED_FIELD_NUMBER: _ClassVar[int]
    DOWNLOAD_URL_FIELD_NUMBER: _ClassVar[int]
    PLAY_URL_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    call: _calls_pb2.Call
    caller_type: str
    caller_party_id: str
    callee_type: str
    callee_id: str
    unique_id: str
    scenario_id: str
    cost: str
    caller_id: str
    login: str
    recording_path: str
    downloaded: bool
    voice_message: bool
    fax: bool
    fax_status: str
    payload: str
    from_api: bool
    cached: bool
    download_url: str
    play_url: str
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, call: _Optional[_Union[_calls_pb2.Call, _Mapping]] = ..., caller_type: _Optional[str] = ..., caller_party_id: _Optional[str] = ..., callee_type: _Optional[str] = ..., callee_id: _Optional[str] = ..., unique_id: _Optional[str] = ..., scenario_id: _Optional[str] = ..., cost: _Optional[str] = ..., caller_id: _Optional[str] = ..., login: _Optional[str] = ..., recording_path: _Optional[str] = ..., downloaded: _Optional[bool] = ..., voice_message: _Optional[bool] = ..., fax: _Optional[bool] = ..., fax_status: _Optional[str] = ..., payload: _Optional[str] = ..., from_api: _Optional[bool] = ..., cached: _Optional[bool] = ..., download_url: _Optional[str] = ..., play_url: _Optional[str] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class CampaignLetter(_message.Message):
    __slots__ = ("id", "campaign_id", "subscriber_group_id", "smtp_account_id", "contact_id", "email", "recipient_key", "status", "update_time", "log", "letter_id", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    CAMPAIGN_ID_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIBER_GROUP_ID_FIELD_NUMBER: _ClassVar[int]
    SMTP_ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    RECIPIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    LOG_FIELD_NUMBER: _ClassVar[int]
    LETTER_ID_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    campaign_id: str
    subscriber_group_id: str
    smtp_account_id: str
    contact_id: str
    email: str
    recipient_key: str
    status: str
    update_time: _timestamp_pb2.Timestamp
    log: CampaignLetterLog
    letter_id: str
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., campaign_id: _Optional[str] = ..., subscriber_group_id: _Optional[str] = ..., smtp_account_id: _Optional[str] = ..., contact_id: _Optional[str] = ..., email: _Optional[str] = ..., recipient_key: _Optional[str] = ..., status: _Optional[str] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., log: _Optional[_Union[CampaignLetterLog, _Mapping]] = ..., letter_id: _Optional[str] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class CampaignLetterLog(_message.Message):
    __slots__ = ("result", "state", "error", "send_time", "openings")
    RESULT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    SEND_TIME_FIELD_NUMBER: _ClassVar[int]
    OPENINGS_FIELD_NUMBER: _ClassVar[int]
    result: str
    state: str
    error: str
    send_time: _timestamp_pb2.Timestamp
    openings: _containers.RepeatedCompositeFieldContainer[CampaignLetterOpening]
    def __init__(self, result: _Optional[str] = ..., state: _Optional[str] = ..., error: _Optional[str] = ..., send_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., openings: _Optional[_Iterable[_Union[CampaignLetterOpening, _Mapping]]] = ...) -> None: ...

class CampaignLetterOpening(_message.Message):
    __slots__ = ("open_time",)
    OPEN_TIME_FIELD_NUMBER: _ClassVar[int]
    open_time: _timestamp_pb2.Timestamp
    def __init__(self, open_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CrmTask(_message.Message):
    __slots__ = ("id", "type", "author_id", "author_type", "create_time", "edit_time", "due_time", "title", "description", "status", "priority", "sms", "room", "external", "last_change", "changer_id", "changer_type", "change_time", "description_revision", "parent_task_id", "due_preset", "files", "users", "history", "tags", "existing_tags", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_TYPE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    EDIT_TIME_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    SMS_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_FIELD_NUMBER: _ClassVar[int]
    LAST_CHANGE_FIELD_NUMBER: _ClassVar[int]
    CHANGER_ID_FIELD_NUMBER: _ClassVar[int]
    CHANGER_TYPE_FIELD_NUMBER: _ClassVar[int]
    CHANGE_TIME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_REVISION_FIELD_NUMBER: _ClassVar[int]
    PARENT_TASK_ID_FIELD_NUMBER: _ClassVar[int]
    DUE_PRESET_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    USERS_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    EXISTING_TAGS_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    type: str
    author_id: str
    author_type: str
    create_time: _timestamp_pb2.Timestamp
    edit_time: _timestamp_pb2.Timestamp
    due_time: _timestamp_pb2.Timestamp
    title: str
    description: str
    status: str
    priority: int
    sms: bool
    room: str
    external: bool
    last_change: str
    changer_id: str
    changer_type: str
    change_time: _timestamp_pb2.Timestamp
    description_revision: int
    parent_task_id: str
    due_preset: str
    files: _containers.RepeatedCompositeFieldContainer[CrmTaskFile]
    users: _containers.RepeatedCompositeFieldContainer[CrmTaskUser]
    history: _containers.RepeatedCompositeFieldContainer[CrmTaskChange]
    tags: _containers.RepeatedScalarFieldContainer[str]
    existing_tags: _containers.RepeatedScalarFieldContainer[str]
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., type: _Optional[str] = ..., author_id: _Optional[str] = ..., author_type: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., edit_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., status: _Optional[str] = ..., priority: _Optional[int] = ..., sms: _Optional[bool] = ..., room: _Optional[str] = ..., external: _Optional[bool] = ..., last_change: _Optional[str] = ..., changer_id: _Optional[str] = ..., changer_type: _Optional[str] = ..., change_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., description_revision: _Optional[int] = ..., parent_task_id: _Optional[str] = ..., due_preset: _Optional[str] = ..., files: _Optional[_Iterable[_Union[CrmTaskFile, _Mapping]]] = ..., users: _Optional[_Iterable[_Union[CrmTaskUser, _Mapping]]] = ..., history: _Optional[_Iterable[_Union[CrmTaskChange, _Mapping]]] = ..., tags: _Optional[_Iterable[str]] = ..., existing_tags: _Optional[_Iterable[str]] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class CrmTaskFile(_message.Message):
    __slots__ = ("id", "type", "title")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    type: str
    title: str
    def __init__(self, id: _Optional[str] = ..., type: _Optional[str] = ..., title: _Optional[str] = ...) -> None: ...

class CrmTaskUser(_message.Message):
    __slots__ = ("user_id", "role", "role_text", "first_name", "last_name", "patronymic")
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ROLE_TEXT_FIELD_NUMBER: _ClassVar[int]
    FIRST_NAME_FIELD_NUMBER: _ClassVar[int]
    LAST_NAME_FIELD_NUMBER: _ClassVar[int]
    PATRONYMIC_FIELD_NUMBER: _ClassVar[int]
    user_id: str
    role: CrmTaskRole
    role_text: str
    first_name: str
    last_name: str
    patronymic: str
    def __init__(self, user_id: _Optional[str] = ..., role: _Optional[_Union[CrmTaskRole, str]] = ..., role_text: _Optional[str] = ..., first_name: _Optional[str] = ..., last_name: _Optional[str] = ..., patronymic: _Optional[str] = ...) -> None: ...

class CrmTaskChange(_message.Message):
    __slots__ = ("task_id", "type", "argument", "status_from", "status_to", "change_time", "former_due_time", "changer_id", "changer_type")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    ARGUMENT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FROM_FIELD_NUMBER: _ClassVar[int]
    STATUS_TO_FIELD_NUMBER: _ClassVar[int]
    CHANGE_TIME_FIELD_NUMBER: _ClassVar[int]
    FORMER_DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    CHANGER_ID_FIELD_NUMBER: _ClassVar[int]
    CHANGER_TYPE_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    type: str
    argument: str
    status_from: str
    status_to: str
    change_time: _timestamp_pb2.Timestamp
    former_due_time: _timestamp_pb2.Timestamp
    changer_id: str
    changer_type: str
    def __init__(self, task_id: _Optional[str] = ..., type: _Optional[str] = ..., argument: _Optional[str] = ..., status_from: _Optional[str] = ..., status_to: _Optional[str] = ..., change_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., former_due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., changer_id: _Optional[str] = ..., changer_type: _Optional[str] = ...) -> None: ...

class CrmTaskStatusChange(_message.Message):
    __slots__ = ("task_id", "changer_type", "changer_id", "status_from", "status_to", "alterations")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    CHANGER_TYPE_FIELD_NUMBER: _ClassVar[int]
    CHANGER_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FROM_FIELD_NUMBER: _ClassVar[int]
    STATUS_TO_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    changer_type: str
    changer_id: str
    status_from: str
    status_to: str
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, task_id: _Optional[str] = ..., changer_type: _Optional[str] = ..., changer_id: _Optional[str] = ..., status_from: _Optional[str] = ..., status_to: _Optional[str] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("id", "template_id", "title", "fill_type", "fields", "text", "object_type", "object_id", "template_key", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    FILL_TYPE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    OBJECT_TYPE_FIELD_NUMBER: _ClassVar[int]
    OBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_KEY_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    template_id: str
    title: str
    fill_type: str
    fields: _containers.RepeatedCompositeFieldContainer[DocumentField]
    text: str
    object_type: str
    object_id: str
    template_key: str
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., template_id: _Optional[str] = ..., title: _Optional[str] = ..., fill_type: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[DocumentField, _Mapping]]] = ..., text: _Optional[str] = ..., object_type: _Optional[str] = ..., object_id: _Optional[str] = ..., template_key: _Optional[str] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class DocumentField(_message.Message):
    __slots__ = ("field_id", "datatype", "value")
    FIELD_ID_FIELD_NUMBER: _ClassVar[int]
    DATATYPE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    field_id: str
    datatype: str
    value: str
    def __init__(self, field_id: _Optional[str] = ..., datatype: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
