/** What the submitter is told at its start. */
package org.paceline.submitter.config;
