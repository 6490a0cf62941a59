package connectors

// WritableField says how a field of a record may be written, as GetSource shows it.
type WritableField struct {
	// Name is the field's name, in proto spelling.
	Name string
	// OnCreate and OnUpdate say whether creates and updates may set the field.
	OnCreate, OnUpdate bool
	// Required says that creates must set the field.
	Required bool
	// Clearable says that an update may clear the field.
	Clearable bool
}
