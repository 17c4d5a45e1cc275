// Package stores opens object stores by their addresses: s3://, gs://, azblob:// and file://. Credentials come from where each
// store's own programs look for them: the environment, a profile, the machine. Parameters of the address are those of gocloud.dev,
// s3://bucket?region=eu-central-1&endpoint=https://minio.example.org&use_path_style=true.
package stores

import (
	"context"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/fileblob"  // file://
	_ "gocloud.dev/blob/gcsblob"   // gs://
	_ "gocloud.dev/blob/s3blob"    // s3://
)

// Open opens the bucket of an address.
func Open(ctx context.Context, address string) (*blob.Bucket, error) {
	return blob.OpenBucket(ctx, address)
}
