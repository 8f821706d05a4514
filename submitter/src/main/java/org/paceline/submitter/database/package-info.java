/** The database: connections, tables, and what several instances agree on through it. */
package org.paceline.submitter.database;
