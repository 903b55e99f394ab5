package cms

import "shenqian/signing/keys"

// statementMark goes in front of every statement. The content of a document's
// signature begins with "%PDF-", so neither can ever be passed off as the
// other.
const statementMark = "shenqian statement v1\n"

// SignStatement signs a statement of the journal.
func SignStatement(c *keys.Credential, statement []byte) ([]byte, error) {
	return SignDetached(c, Options{}, []byte(statementMark), statement)
}

// VerifyStatement checks a signature made by SignStatement. An outside tool
// checks it over the line "shenqian statement v1" followed by the statement.
func VerifyStatement(der, statement []byte) (*SignerInfo, error) {
	return VerifyDetached(der, []byte(statementMark), statement)
}
