/**
 * What tests share: the service over HTTP, people who ask it, a clock, and what every answer must
 * be.
 */
package org.paceline.submitter.testing;
