/** Archives that can be unpacked without harm, and hold what they are said to hold. */
package org.paceline.submitter.archive;
