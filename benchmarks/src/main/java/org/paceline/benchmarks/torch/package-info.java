/** PyTorch's ways of training on several unequal machines, beside ours on the same pool. */
package org.paceline.benchmarks.torch;
