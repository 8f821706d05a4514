/** Data sets and files: uploads in parts, storage, downloads, the recycle bin, quotas. */
package org.paceline.submitter.file;
