"use strict";

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#viewer",
  deepLinking: true, // an operation has an address of its own
  defaultModelsExpandDepth: 0,
  defaultModelRendering: "example",
  displayRequestDuration: true,
  docExpansion: "list",
  filter: true,
  validatorUrl: null, // it would ask another site
});
