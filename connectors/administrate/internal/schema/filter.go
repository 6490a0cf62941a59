package schema

// Filter is a condition on a list, as the schema writes it ("GraphQL Basics", filtering). All values are texts.
type Filter struct {
	Field     string   `json:"field"`
	Operation string   `json:"operation"`
	Value     *string  `json:"value,omitempty"`
	Values    []string `json:"values,omitempty"`
}

// The operations of filters that are used.
const (
	opIsSet, opIsNull = "notnull", "isnull"
)

// Compare returns the condition that compares a field with a value.
func (s *Schema) Compare(ours, operation, value string) Filter {
	return Filter{Field: s.Filter(ours), Operation: operation, Value: &value}
}

// Among returns the condition that a field has, or has not, one of some values: operation is in or notin.
func (s *Schema) Among(ours, operation string, values []string) Filter {
	return Filter{Field: s.Filter(ours), Operation: operation, Values: values}
}

// IsSet returns the condition that a field has a value.
func (s *Schema) IsSet(ours string) Filter { return Filter{Field: s.Filter(ours), Operation: opIsSet} }

// IsNull returns the condition that a field has no value.
func (s *Schema) IsNull(ours string) Filter {
	return Filter{Field: s.Filter(ours), Operation: opIsNull}
}
