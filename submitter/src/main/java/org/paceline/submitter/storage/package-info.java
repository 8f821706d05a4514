/** Where the bytes of files are. */
package org.paceline.submitter.storage;
