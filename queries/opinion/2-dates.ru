# title: days that an entry may be of, and the first and last day of its start and of its end
PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { ?case op:today ?moment } WHERE {
  ?case ant:asOf ?review .
  OPTIONAL { ?case ant:gives ?given . ?given ant:key "service_date" ; ant:latest ?served }
  BIND(xsd:dateTime(IF(BOUND(?served) && ?served < ?review, ?served, ?review)) AS ?moment)
} ;
INSERT { ?fact op:s1 ?s1 ; op:s2 ?s2 ; op:e1 ?today ; op:e2 ?today } WHERE {
  ?case op:fact ?fact ; op:today ?today .
  ?fact op:section "findings" ; op:standing "done" ; ant:gives ?since .
  ?since ant:key "since" ; ant:earliest ?first ; ant:latest ?last .
  BIND(xsd:dateTime(?first) AS ?s1)
  BIND(xsd:dateTime(?last) AS ?s2)
} ;
INSERT { ?fact op:s1 ?s1 ; op:s2 ?s2 ; op:e1 ?e1 ; op:e2 ?e2 } WHERE {
  ?case op:fact ?fact ; op:today ?today .
  ?fact op:section "events" ; ant:gives ?start . ?start ant:key "start" ; ant:earliest ?first ; ant:latest ?last .
  OPTIONAL { ?fact ant:gives ?end . ?end ant:key "end" ; ant:earliest ?end_first ; ant:latest ?end_last }
  BIND(xsd:dateTime(?first) AS ?s1)
  BIND(xsd:dateTime(?last) AS ?s2)
  BIND(IF(BOUND(?end_first), xsd:dateTime(?end_first), ?s1) AS ?from)
  BIND(IF(BOUND(?end_last), xsd:dateTime(?end_last), ?today) AS ?until)
  BIND(IF(?from < ?today, ?from, ?today) AS ?e1)
  BIND(IF(?until < ?today, ?until, ?today) AS ?e2)
} ;
INSERT { ?fact op:first ?first ; op:last ?last } WHERE {
  ?case op:fact ?fact .
  OPTIONAL { ?fact ant:gives ?date . ?date ant:key "date" ; ant:earliest ?earliest ; ant:latest ?latest }
  OPTIONAL { ?fact op:section "events" ; op:s1 ?s1 ; op:e2 ?e2 }
  BIND(IF(BOUND(?earliest), xsd:dateTime(?earliest), ?s1) AS ?first)
  BIND(IF(BOUND(?latest), xsd:dateTime(?latest), ?e2) AS ?last)
}
