/** The service under load: what a team asks of it, how long answers take, what memory it needs. */
package org.paceline.benchmarks.service;
