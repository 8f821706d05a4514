/** Codes and tokens that only their holder knows. */
package org.paceline.submitter.secret;
