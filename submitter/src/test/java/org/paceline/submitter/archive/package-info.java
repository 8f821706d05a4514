/** Archives, harmless and not. */
package org.paceline.submitter.archive;
