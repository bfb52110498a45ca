/* Included by component code; there is nothing to configure. */
#pragma once
