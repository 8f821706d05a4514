/** What executors are and how fast: sighting, trials, what fits into their memory, newcomers. */
package org.paceline.scout;
