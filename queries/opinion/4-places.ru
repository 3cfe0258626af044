# title: places of a request line: the line as a whole, each side, each level, each level and side that it asks for
PREFIX op: <https://w3id.org/antecede/opinion#>
INSERT { [] op:shape "" ; op:for ?line ; op:side 0 ; op:known true } WHERE { ?line op:line ?case } ;
INSERT { [] op:shape "side" ; op:for ?line ; op:side ?side ; op:known true } WHERE {
  ?line op:line ?case ; op:side ?asked . VALUES ?side { 1 2 } FILTER(?asked IN (0, 3, ?side))
} ;
INSERT { [] op:shape "level" ; op:for ?line ; op:side 0 ; op:at ?level ; op:known ?known } WHERE {
  ?line op:line ?case . OPTIONAL { ?line op:wants ?level } BIND(BOUND(?level) AS ?known)
} ;
INSERT { [] op:shape "level side" ; op:for ?line ; op:side ?side ; op:at ?level ; op:known ?known } WHERE {
  ?line op:line ?case ; op:side ?asked . VALUES ?side { 1 2 } FILTER(?asked IN (0, 3, ?side))
  OPTIONAL { ?line op:wants ?level } BIND(BOUND(?level) AS ?known)
}
