# Installation comes with the export of the package.
