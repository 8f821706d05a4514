/** HTTP: admission, problems, bodies; what can be asked is in the features' packages. */
package org.paceline.submitter.web;
