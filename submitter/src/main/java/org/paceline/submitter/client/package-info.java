/**
 * The service's API for programs: requests that are repeated where that is safe, sessions that
 * renew themselves, transfers that resume. It knows the API only, and nothing of the server's code.
 */
package org.paceline.submitter.client;
