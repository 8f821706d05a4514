/** The command line: words over the API, tables for people, JSON for programs. */
package org.paceline.submitter.command;
