/** What is asked of every storage, and what of one of them. */
package org.paceline.submitter.storage;
