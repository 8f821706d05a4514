/** Parts that tests share: the service over HTTP, people who ask it, a clock that is set. */
package org.paceline.submitter.testing;
