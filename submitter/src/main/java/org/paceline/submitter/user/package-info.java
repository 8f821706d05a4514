/** Accounts, sessions, and their tokens. */
package org.paceline.submitter.user;
