/**
 * What runs on a machine that is lent: it tells the service what the machine is and that it is
 * there.
 */
package org.paceline.jobs.agent;
