/** Machines: what each can do, whether it is there, and what its owner allows. */
package org.paceline.submitter.machine;
