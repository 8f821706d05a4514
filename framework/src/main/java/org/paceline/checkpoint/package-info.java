/** The state of a run on disk, and back. */
package org.paceline.checkpoint;
