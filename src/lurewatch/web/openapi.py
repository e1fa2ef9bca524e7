"""The JSON API described in OpenAPI 3.1, as it is served at /api/openapi.json."""

_FAULT = {
    "description": "What is wrong, and what to do",
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["fault"], "properties": {"fault": {"type": "string"}}}
        }
    },
}
_RECEIPT = {
    "description": "What the report came to: ids of approaches, messages left out by skip-lists, what was not read",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["approaches", "again", "skipped", "gaps"],
                "properties": {
                    "approaches": {"type": "array", "items": {"type": "string"}},
                    "again": {"type": "boolean"},
                    "skipped": {"type": "object", "additionalProperties": {"type": "integer"}},
                    "gaps": {"type": "array", "items": {"type": "object"}},
                },
            }
        }
    },
}
_REPORTS = {
    "operationId": "report",
    "summary": "Hand in one mail as it was received; the same mail again changes nothing",
    "requestBody": {"required": True, "content": {"message/rfc822": {"schema": {"type": "string"}}}},
    "responses": {"200": _RECEIPT, "201": _RECEIPT} | dict.fromkeys(("400", "401", "403", "413", "415"), _FAULT),
}
_DECISIONS = {
    "operationId": "decisions",
    "summary": "Every decided conversation with its label, as `lurewatch train --from` reads them",
    "responses": {
        "200": {
            "description": "One JSON object a line",
            "content": {"application/jsonl": {"schema": {"type": "string"}}},
        }
    }
    | dict.fromkeys(("401", "403"), _FAULT),
}
DESCRIPTION = {
    "openapi": "3.1.0",
    "info": {"title": "Lurewatch desk", "version": "1", "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}},
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "security": [{"token": []}],
    "paths": {"/api/reports": {"post": _REPORTS}, "/api/decisions": {"get": _DECISIONS}},
}
