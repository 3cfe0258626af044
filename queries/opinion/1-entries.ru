# title: entries of a case by what they say of themselves: done, denied, planned, contraindicated; those of a later day left out
PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { ?case op:fact ?fact . ?fact op:section ?section ; op:standing ?standing }
WHERE {
  ?case ant:hasFact ?fact ; ant:asOf ?review .
  OPTIONAL { ?case ant:gives ?given_service . ?given_service ant:key "service_date" ; ant:latest ?served }
  BIND(IF(BOUND(?served) && ?served < ?review, ?served, ?review) AS ?today)
  ?fact ant:ref ?ref ; ant:names ?class .
  BIND(STRBEFORE(?ref, "/") AS ?section)
  OPTIONAL { ?fact ant:gives ?given_status . ?given_status ant:key "status" ; ant:given ?status }
  OPTIONAL { ?fact ant:gives ?given_presence . ?given_presence ant:key "present" ; ant:given ?present }
  OPTIONAL { ?fact ant:gives ?given_date . ?given_date ant:key "date" ; ant:earliest ?date }
  OPTIONAL { ?fact ant:gives ?given_start . ?given_start ant:key ?start_key ; ant:earliest ?start . FILTER(?start_key IN ("start", "since")) }
  BIND(COALESCE(?status, "") AS ?word)
  BIND(IF(?section = "events", IF(?word = "not_done", "denied", IF(?word IN ("planned", "contraindicated"), ?word, "done")),
    IF(COALESCE(?present, "true") = "false" || EXISTS { ?gone ant:meansAbsent true ; skos:notation ?word }, "denied", "done")) AS ?standing)
  FILTER(?standing = "planned" || COALESCE(?date, ?start, ?today) <= ?today)
} ;
# title: classes that an entry is of by its name; sides as 1 (left), 2 (right), 3 (both), 0 (not named)
INSERT { ?fact op:above ?class ; op:named ?class } WHERE {
  ?case op:fact ?fact . ?fact ant:names ?own . ?own rdfs:subClassOf* ?class . FILTER(isIRI(?class))
} ;
INSERT { ?node op:side ?side } WHERE {
  ?case ant:hasFact ?node .
  OPTIONAL { ?node ant:side ?named }
  BIND(IF(!BOUND(?named), 0, IF(?named = ant:Left, 1, IF(?named = ant:Right, 2, 3))) AS ?side)
} ;
# title: levels, with the joints that named medial branches make together
INSERT { ?node op:level ?level } WHERE { ?case ant:hasFact ?node . ?node ant:namesLevel ?level } ;
INSERT { ?node op:level ?joint ; op:joint ?joint } WHERE {
  ?case ant:hasFact ?node .
  ?node ant:namesLevel ?branch ; ant:names|ant:requestsAct ?class .
  ?class rdfs:subClassOf*/ant:levelsNameBranches true .
  ?joint ant:facetServedBy ?branch .
  FILTER NOT EXISTS { ?joint ant:facetServedBy ?other . FILTER NOT EXISTS { ?node ant:namesLevel ?other } }
} ;
# title: levels that an entry is about: joints in the place of the branches that serve them
INSERT { ?line op:line ?case } WHERE { ?case ant:hasFact ?line . ?line a ant:RequestLine } ;
INSERT { ?node op:wants ?joint } WHERE { ?node op:joint ?joint } ;
INSERT { ?node op:wants ?level } WHERE {
  ?case ant:hasFact ?node . ?node ant:namesLevel ?level .
  FILTER NOT EXISTS { ?node op:joint ?joint . ?joint ant:facetServedBy ?level }
}
