# title: first and last day that the service may be of; what is asked for: request lines and other acts of their day, by the act or, where none is named, by what the code may stand for
PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { ?case op:serviceFirst ?first ; op:serviceLast ?last } WHERE {
  ?case ant:asOf ?today .
  OPTIONAL { ?case ant:gives ?given . ?given ant:key "service_date" ; ant:earliest ?earliest ; ant:latest ?latest }
  BIND(xsd:dateTime(COALESCE(?earliest, ?today)) AS ?first)
  BIND(xsd:dateTime(COALESCE(?latest, ?today)) AS ?last)
} ;
INSERT { ?case op:service ?service . ?service op:standing "requested" ; op:section "request" ; ant:names ?own ; ant:times 1 ;
  op:first ?first ; op:last ?last }
WHERE {
  ?case ant:hasFact ?service ; op:serviceFirst ?first ; op:serviceLast ?last . ?service ant:ref ?ref . FILTER(STRSTARTS(?ref, "request/"))
  OPTIONAL { ?service ant:requestsAct ?act }
  BIND(COALESCE(?act, ant:RequestedService) AS ?own)
} ;
INSERT { ?service op:above ?class ; op:named ?class } WHERE {
  ?case op:service ?service . ?service ant:names ?own . ?own rdfs:subClassOf* ?class . FILTER(isIRI(?class))
} ;
INSERT { ?service op:maybe ?class } WHERE {
  ?case op:service ?service . FILTER NOT EXISTS { ?service ant:requestsAct ?act }
  ?service ant:requestsCode ?code . ?code ant:mayStandFor ?of .
  { ?of rdfs:subClassOf* ?class } UNION { ?class rdfs:subClassOf+ ?of }
  FILTER(isIRI(?class))
} ;
INSERT { ?service op:byBranch true } WHERE {
  ?case op:service ?service . ?service ant:names ?own . ?own rdfs:subClassOf* ?class . ?class ant:levelsNameBranches true
} ;
# title: number of sides and of levels that a service names; branches that make no joint may stand for one
INSERT { ?service ?low ?number ; ?high ?number } WHERE {
  ?case op:service ?service . ?service op:side ?side . FILTER(?side > 0)
  BIND(IF(?side = 3, 2, 1) AS ?number)
  BIND(IRI(CONCAT(STR(ant:sideCount), "/low")) AS ?low) BIND(IRI(CONCAT(STR(ant:sideCount), "/high")) AS ?high)
} ;
INSERT { ?service ?low ?fewest ; ?high ?levels } WHERE {
  { SELECT ?service (COUNT(DISTINCT ?level) AS ?levels) (COUNT(DISTINCT ?joint) AS ?joints) WHERE {
    ?case op:service ?service . ?service op:wants ?level .
    OPTIONAL { ?level ant:facetServedBy ?branch BIND(?level AS ?joint) }
  } GROUP BY ?service }
  BIND(EXISTS { ?service op:byBranch true } AS ?by_branch)
  BIND(IF(?by_branch, IF(?joints > 1, ?joints, 1), ?levels) AS ?fewest)
  BIND(IRI(CONCAT(STR(ant:levelCount), "/low")) AS ?low) BIND(IRI(CONCAT(STR(ant:levelCount), "/high")) AS ?high)
} ;
# title: for whom and to whom: the patient and the submission are facts, too
INSERT { ?case op:fact ?fact . ?fact op:standing "done" ; op:section "case" ; ant:names ?class ; op:above ?class ; op:named ?class ; ant:times 1 }
WHERE { ?case ant:hasFact ?fact . ?fact a ?class . FILTER(?class IN (ant:Patient, ant:Submission)) }
