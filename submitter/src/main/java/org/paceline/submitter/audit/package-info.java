/** Who did what to what, and when. */
package org.paceline.submitter.audit;
