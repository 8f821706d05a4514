/** Projects, who is in them, and how one comes in. */
package org.paceline.submitter.project;
