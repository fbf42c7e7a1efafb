package source

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// plainS3Error leaves out by which operation and request of the SDK the service's
// answer came.
func plainS3Error(err error) error {
	var api smithy.APIError
	if errors.As(err, &api) {
		return fmt.Errorf("%s: %s", api.ErrorCode(), cmp.Or(api.ErrorMessage(), "the service says no more"))
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	var op *smithy.OperationError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

// objectError is what there is to say of one object: that of the service, and whether
// it is one that it gives to others.
func objectError(err error) error {
	if isRefused(err) {
		return &ForbiddenError{plainS3Error(err).Error()}
	}
	return plainS3Error(err)
}

// isRefused reports whether the service gives it to others.
func isRefused(err error) bool {
	var answer *smithyhttp.ResponseError
	return errors.As(err, &answer) && (answer.HTTPStatusCode() == http.StatusForbidden || answer.HTTPStatusCode() == http.StatusUnauthorized)
}

// remedy names the setting that may help against what the service says of the bucket.
func (b *bucket) remedy(err error) string {
	var api smithy.APIError
	isAnswer := errors.As(err, &api)
	switch {
	case isRefused(err) && b.settings[SettingAnonymous] == "true":
		return fmt.Sprintf("; it is not public: leave out the setting %s", SettingAnonymous)
	case isRefused(err):
		return fmt.Sprintf("; the setting %s names other credentials, %s=true asks without any", SettingProfile, SettingAnonymous)
	case isAnswer && (api.ErrorCode() == "NoSuchBucket" || api.ErrorCode() == "PermanentRedirect"):
		return fmt.Sprintf("; the settings %s and %s say where it is", SettingEndpoint, SettingRegion)
	}
	return ""
}
