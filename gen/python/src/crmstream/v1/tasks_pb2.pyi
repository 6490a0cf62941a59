import datetime

from crmstream.v1 import alteration_pb2 as _alteration_pb2
from crmstream.v1 import errors_pb2 as _errors_pb2
from crmstream.v1 import stream_pb2 as _stream_pb2
from crmstream.v1 import writes_pb2 as _writes_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListTasksRequest(_message.Message):
    __slots__ = ("source", "page_size", "limit", "resume_token", "include_raw", "order", "where", "ids", "changed_from", "created_from", "created_before", "max_staleness", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FROM_FIELD_NUMBER: _ClassVar[int]
    CREATED_FROM_FIELD_NUMBER: _ClassVar[int]
    CREATED_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MAX_STALENESS_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    page_size: int
    limit: int
    resume_token: str
    include_raw: bool
    order: str
    where: _containers.RepeatedScalarFieldContainer[str]
    ids: _containers.RepeatedScalarFieldContainer[str]
    changed_from: str
    created_from: str
    created_before: str
    max_staleness: _duration_pb2.Duration
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., page_size: _Optional[int] = ..., limit: _Optional[int] = ..., resume_token: _Optional[str] = ..., include_raw: _Optional[bool] = ..., order: _Optional[str] = ..., where: _Optional[_Iterable[str]] = ..., ids: _Optional[_Iterable[str]] = ..., changed_from: _Optional[str] = ..., created_from: _Optional[str] = ..., created_before: _Optional[str] = ..., max_staleness: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class ListTasksResponse(_message.Message):
    __slots__ = ("tasks", "resume_token", "progress", "record_errors", "notices", "schema", "summary")
    TASKS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    tasks: _containers.RepeatedCompositeFieldContainer[Task]
    resume_token: str
    progress: _stream_pb2.Progress
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    schema: _stream_pb2.Schema
    summary: _stream_pb2.Summary
    def __init__(self, tasks: _Optional[_Iterable[_Union[Task, _Mapping]]] = ..., resume_token: _Optional[str] = ..., progress: _Optional[_Union[_stream_pb2.Progress, _Mapping]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., schema: _Optional[_Union[_stream_pb2.Schema, _Mapping]] = ..., summary: _Optional[_Union[_stream_pb2.Summary, _Mapping]] = ...) -> None: ...

class Task(_message.Message):
    __slots__ = ("id", "status", "subject", "description", "type_id", "type_name", "owner_id", "owner", "account_id", "account", "contact_id", "event_id", "deal_id", "create_time", "start_time", "end_time", "show_on_calendar", "update_time", "global_id", "type_global_id", "owner_global_id", "account_global_id", "contact_global_id", "event_global_id", "deal_global_id", "raw", "raw_replaced", "alterations")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    TYPE_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_NAME_FIELD_NUMBER: _ClassVar[int]
    OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    DEAL_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    SHOW_ON_CALENDAR_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    DEAL_GLOBAL_ID_FIELD_NUMBER: _ClassVar[int]
    RAW_FIELD_NUMBER: _ClassVar[int]
    RAW_REPLACED_FIELD_NUMBER: _ClassVar[int]
    ALTERATIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    status: str
    subject: str
    description: str
    type_id: str
    type_name: str
    owner_id: str
    owner: TaskUser
    account_id: str
    account: TaskAccount
    contact_id: str
    event_id: str
    deal_id: str
    create_time: _timestamp_pb2.Timestamp
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    show_on_calendar: bool
    update_time: _timestamp_pb2.Timestamp
    global_id: str
    type_global_id: str
    owner_global_id: str
    account_global_id: str
    contact_global_id: str
    event_global_id: str
    deal_global_id: str
    raw: str
    raw_replaced: bool
    alterations: _containers.RepeatedCompositeFieldContainer[_alteration_pb2.Alteration]
    def __init__(self, id: _Optional[str] = ..., status: _Optional[str] = ..., subject: _Optional[str] = ..., description: _Optional[str] = ..., type_id: _Optional[str] = ..., type_name: _Optional[str] = ..., owner_id: _Optional[str] = ..., owner: _Optional[_Union[TaskUser, _Mapping]] = ..., account_id: _Optional[str] = ..., account: _Optional[_Union[TaskAccount, _Mapping]] = ..., contact_id: _Optional[str] = ..., event_id: _Optional[str] = ..., deal_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., show_on_calendar: _Optional[bool] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., global_id: _Optional[str] = ..., type_global_id: _Optional[str] = ..., owner_global_id: _Optional[str] = ..., account_global_id: _Optional[str] = ..., contact_global_id: _Optional[str] = ..., event_global_id: _Optional[str] = ..., deal_global_id: _Optional[str] = ..., raw: _Optional[str] = ..., raw_replaced: _Optional[bool] = ..., alterations: _Optional[_Iterable[_Union[_alteration_pb2.Alteration, _Mapping]]] = ...) -> None: ...

class TaskAccount(_message.Message):
    __slots__ = ("id", "name", "create_time", "is_customer", "is_supplier", "is_partner", "is_employee", "is_individual", "deleted", "default_approver_id", "parent_id", "primary_contact_id", "initial_contact_id", "import_id", "external_id", "default_price_level_id", "default_price_level", "account_type", "partner_type", "company_number", "vat_number", "bank_details", "customer_since", "description", "notes", "tags", "industries", "origin", "origin_details", "no_publicity", "email", "phone", "mobile", "fax", "url", "billing_contact_person", "shipping_contact_person", "address", "billing_address", "shipping_address", "company")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    IS_CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    IS_SUPPLIER_FIELD_NUMBER: _ClassVar[int]
    IS_PARTNER_FIELD_NUMBER: _ClassVar[int]
    IS_EMPLOYEE_FIELD_NUMBER: _ClassVar[int]
    IS_INDIVIDUAL_FIELD_NUMBER: _ClassVar[int]
    DELETED_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_APPROVER_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    PRIMARY_CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    INITIAL_CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_PRICE_LEVEL_ID_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_PRICE_LEVEL_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_TYPE_FIELD_NUMBER: _ClassVar[int]
    PARTNER_TYPE_FIELD_NUMBER: _ClassVar[int]
    COMPANY_NUMBER_FIELD_NUMBER: _ClassVar[int]
    VAT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    BANK_DETAILS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_SINCE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    TAGS_FIELD_NUMBER: _ClassVar[int]
    INDUSTRIES_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_DETAILS_FIELD_NUMBER: _ClassVar[int]
    NO_PUBLICITY_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    MOBILE_FIELD_NUMBER: _ClassVar[int]
    FAX_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    BILLING_CONTACT_PERSON_FIELD_NUMBER: _ClassVar[int]
    SHIPPING_CONTACT_PERSON_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    BILLING_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    SHIPPING_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    COMPANY_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    create_time: _timestamp_pb2.Timestamp
    is_customer: bool
    is_supplier: bool
    is_partner: bool
    is_employee: bool
    is_individual: bool
    deleted: bool
    default_approver_id: str
    parent_id: str
    primary_contact_id: str
    initial_contact_id: str
    import_id: str
    external_id: str
    default_price_level_id: str
    default_price_level: str
    account_type: str
    partner_type: str
    company_number: str
    vat_number: str
    bank_details: str
    customer_since: str
    description: str
    notes: str
    tags: _containers.RepeatedScalarFieldContainer[str]
    industries: _containers.RepeatedScalarFieldContainer[str]
    origin: str
    origin_details: str
    no_publicity: bool
    email: str
    phone: str
    mobile: str
    fax: str
    url: str
    billing_contact_person: str
    shipping_contact_person: str
    address: TaskAddress
    billing_address: TaskAddress
    shipping_address: TaskAddress
    company: TaskCompany
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., is_customer: _Optional[bool] = ..., is_supplier: _Optional[bool] = ..., is_partner: _Optional[bool] = ..., is_employee: _Optional[bool] = ..., is_individual: _Optional[bool] = ..., deleted: _Optional[bool] = ..., default_approver_id: _Optional[str] = ..., parent_id: _Optional[str] = ..., primary_contact_id: _Optional[str] = ..., initial_contact_id: _Optional[str] = ..., import_id: _Optional[str] = ..., external_id: _Optional[str] = ..., default_price_level_id: _Optional[str] = ..., default_price_level: _Optional[str] = ..., account_type: _Optional[str] = ..., partner_type: _Optional[str] = ..., company_number: _Optional[str] = ..., vat_number: _Optional[str] = ..., bank_details: _Optional[str] = ..., customer_since: _Optional[str] = ..., description: _Optional[str] = ..., notes: _Optional[str] = ..., tags: _Optional[_Iterable[str]] = ..., industries: _Optional[_Iterable[str]] = ..., origin: _Optional[str] = ..., origin_details: _Optional[str] = ..., no_publicity: _Optional[bool] = ..., email: _Optional[str] = ..., phone: _Optional[str] = ..., mobile: _Optional[str] = ..., fax: _Optional[str] = ..., url: _Optional[str] = ..., billing_contact_person: _Optional[str] = ..., shipping_contact_person: _Optional[str] = ..., address: _Optional[_Union[TaskAddress, _Mapping]] = ..., billing_address: _Optional[_Union[TaskAddress, _Mapping]] = ..., shipping_address: _Optional[_Union[TaskAddress, _Mapping]] = ..., company: _Optional[_Union[TaskCompany, _Mapping]] = ...) -> None: ...

class TaskAddress(_message.Message):
    __slots__ = ("unit", "street", "locality", "town", "region", "postcode", "country")
    UNIT_FIELD_NUMBER: _ClassVar[int]
    STREET_FIELD_NUMBER: _ClassVar[int]
    LOCALITY_FIELD_NUMBER: _ClassVar[int]
    TOWN_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    POSTCODE_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    unit: str
    street: str
    locality: str
    town: str
    region: str
    postcode: str
    country: str
    def __init__(self, unit: _Optional[str] = ..., street: _Optional[str] = ..., locality: _Optional[str] = ..., town: _Optional[str] = ..., region: _Optional[str] = ..., postcode: _Optional[str] = ..., country: _Optional[str] = ...) -> None: ...

class TaskCompany(_message.Message):
    __slots__ = ("id", "code", "name", "currency_code", "account_id", "registration_numbers", "bank_details", "currency", "settings")
    ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    REGISTRATION_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    BANK_DETAILS_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    SETTINGS_FIELD_NUMBER: _ClassVar[int]
    id: str
    code: str
    name: str
    currency_code: str
    account_id: str
    registration_numbers: str
    bank_details: str
    currency: TaskCurrency
    settings: TaskCompanySettings
    def __init__(self, id: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., currency_code: _Optional[str] = ..., account_id: _Optional[str] = ..., registration_numbers: _Optional[str] = ..., bank_details: _Optional[str] = ..., currency: _Optional[_Union[TaskCurrency, _Mapping]] = ..., settings: _Optional[_Union[TaskCompanySettings, _Mapping]] = ...) -> None: ...

class TaskCurrency(_message.Message):
    __slots__ = ("code", "name", "symbol", "html_code", "is_base")
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SYMBOL_FIELD_NUMBER: _ClassVar[int]
    HTML_CODE_FIELD_NUMBER: _ClassVar[int]
    IS_BASE_FIELD_NUMBER: _ClassVar[int]
    code: str
    name: str
    symbol: str
    html_code: str
    is_base: bool
    def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., symbol: _Optional[str] = ..., html_code: _Optional[str] = ..., is_base: _Optional[bool] = ...) -> None: ...

class TaskCompanySettings(_message.Message):
    __slots__ = ("time_format", "date_format", "locale", "week_starts", "non_working_days")
    TIME_FORMAT_FIELD_NUMBER: _ClassVar[int]
    DATE_FORMAT_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    WEEK_STARTS_FIELD_NUMBER: _ClassVar[int]
    NON_WORKING_DAYS_FIELD_NUMBER: _ClassVar[int]
    time_format: str
    date_format: str
    locale: str
    week_starts: str
    non_working_days: str
    def __init__(self, time_format: _Optional[str] = ..., date_format: _Optional[str] = ..., locale: _Optional[str] = ..., week_starts: _Optional[str] = ..., non_working_days: _Optional[str] = ...) -> None: ...

class TaskUser(_message.Message):
    __slots__ = ("id", "first_name", "last_name", "name", "email", "initials", "signature", "locale", "company_id", "contact_id", "roles")
    ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_NAME_FIELD_NUMBER: _ClassVar[int]
    LAST_NAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    INITIALS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    COMPANY_ID_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ID_FIELD_NUMBER: _ClassVar[int]
    ROLES_FIELD_NUMBER: _ClassVar[int]
    id: str
    first_name: str
    last_name: str
    name: str
    email: str
    initials: str
    signature: str
    locale: str
    company_id: str
    contact_id: str
    roles: _containers.RepeatedCompositeFieldContainer[TaskUserRole]
    def __init__(self, id: _Optional[str] = ..., first_name: _Optional[str] = ..., last_name: _Optional[str] = ..., name: _Optional[str] = ..., email: _Optional[str] = ..., initials: _Optional[str] = ..., signature: _Optional[str] = ..., locale: _Optional[str] = ..., company_id: _Optional[str] = ..., contact_id: _Optional[str] = ..., roles: _Optional[_Iterable[_Union[TaskUserRole, _Mapping]]] = ...) -> None: ...

class TaskUserRole(_message.Message):
    __slots__ = ("id", "name", "system_name", "description", "company_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SYSTEM_NAME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    COMPANY_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    system_name: str
    description: str
    company_id: str
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., system_name: _Optional[str] = ..., description: _Optional[str] = ..., company_id: _Optional[str] = ...) -> None: ...

class GetTaskRequest(_message.Message):
    __slots__ = ("source", "id", "include_raw", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    id: str
    include_raw: bool
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., id: _Optional[str] = ..., include_raw: _Optional[bool] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class GetTaskResponse(_message.Message):
    __slots__ = ("task", "notices", "upstream_requests")
    TASK_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    task: Task
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    def __init__(self, task: _Optional[_Union[Task, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ...) -> None: ...

class BatchGetTasksRequest(_message.Message):
    __slots__ = ("source", "ids", "include_raw", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    IDS_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_RAW_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    ids: _containers.RepeatedScalarFieldContainer[str]
    include_raw: bool
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., ids: _Optional[_Iterable[str]] = ..., include_raw: _Optional[bool] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class BatchGetTasksResponse(_message.Message):
    __slots__ = ("tasks", "notices", "upstream_requests", "missing_ids", "record_errors")
    TASKS_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    MISSING_IDS_FIELD_NUMBER: _ClassVar[int]
    RECORD_ERRORS_FIELD_NUMBER: _ClassVar[int]
    tasks: _containers.RepeatedCompositeFieldContainer[Task]
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    missing_ids: _containers.RepeatedScalarFieldContainer[str]
    record_errors: _containers.RepeatedCompositeFieldContainer[_stream_pb2.RecordError]
    def __init__(self, tasks: _Optional[_Iterable[_Union[Task, _Mapping]]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., missing_ids: _Optional[_Iterable[str]] = ..., record_errors: _Optional[_Iterable[_Union[_stream_pb2.RecordError, _Mapping]]] = ...) -> None: ...

class CreateTaskRequest(_message.Message):
    __slots__ = ("source", "task", "request_id", "validate_only", "proof", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    task: Task
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., task: _Optional[_Union[Task, _Mapping]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class CreateTaskResponse(_message.Message):
    __slots__ = ("task", "notices", "upstream_requests", "receipt")
    TASK_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    task: Task
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, task: _Optional[_Union[Task, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class UpdateTaskRequest(_message.Message):
    __slots__ = ("source", "task", "update_mask", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    task: Task
    update_mask: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: Task
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., task: _Optional[_Union[Task, _Mapping]] = ..., update_mask: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[Task, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class UpdateTaskResponse(_message.Message):
    __slots__ = ("task", "notices", "upstream_requests", "receipt")
    TASK_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    task: Task
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, task: _Optional[_Union[Task, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...

class DeleteTaskRequest(_message.Message):
    __slots__ = ("source", "request_id", "validate_only", "proof", "expected", "id", "expected_unset", "priority")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNSET_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    source: str
    request_id: str
    validate_only: bool
    proof: _writes_pb2.WriteProof
    expected: Task
    id: str
    expected_unset: _containers.RepeatedScalarFieldContainer[str]
    priority: _stream_pb2.Priority
    def __init__(self, source: _Optional[str] = ..., request_id: _Optional[str] = ..., validate_only: _Optional[bool] = ..., proof: _Optional[_Union[_writes_pb2.WriteProof, str]] = ..., expected: _Optional[_Union[Task, _Mapping]] = ..., id: _Optional[str] = ..., expected_unset: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[_stream_pb2.Priority, str]] = ...) -> None: ...

class DeleteTaskResponse(_message.Message):
    __slots__ = ("task", "notices", "upstream_requests", "receipt")
    TASK_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    UPSTREAM_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    task: Task
    notices: _containers.RepeatedCompositeFieldContainer[_errors_pb2.Notice]
    upstream_requests: int
    receipt: _writes_pb2.WriteReceipt
    def __init__(self, task: _Optional[_Union[Task, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[_errors_pb2.Notice, _Mapping]]] = ..., upstream_requests: _Optional[int] = ..., receipt: _Optional[_Union[_writes_pb2.WriteReceipt, _Mapping]] = ...) -> None: ...
