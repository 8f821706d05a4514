/** The service through which a team shares its machines. */
package org.paceline.submitter;
