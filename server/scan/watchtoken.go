package scan

import "encoding/json"

// sealedPosition is the content of the resume token of a watch. Such a token has no age: the log decides what it keeps.
type sealedPosition struct {
	Position []byte  `json:"p"`
	Binding  Binding `json:"b"`
}

// SealPosition returns the token of a position in a log, bound to a request.
func (t *Tokens) SealPosition(position []byte, binding Binding) (string, error) {
	plain, err := json.Marshal(sealedPosition{position, binding})
	if err != nil {
		return "", err
	}
	return t.seal(watchVersion, plain), nil
}

// OpenPosition returns the position of a token, with the errors of Open.
func (t *Tokens) OpenPosition(token string, binding Binding) ([]byte, error) {
	plain, err := t.open(watchVersion, token)
	if err != nil {
		return nil, err
	}
	var content sealedPosition
	if err := json.Unmarshal(plain, &content); err != nil {
		return nil, ErrToken
	}
	return content.Position, content.Binding.fits(binding)
}
